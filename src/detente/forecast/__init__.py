"""Odds, and what such odds have been worth: questions with written definitions, backtested."""

from __future__ import annotations

from detente.forecast.backtest import Backtest as Backtest
from detente.forecast.backtest import backtest as backtest
from detente.forecast.backtest import forecast_all as forecast_all
from detente.forecast.tasks import TASKS as TASKS
from detente.forecast.tasks import Task as Task
from detente.forecast.tasks import find_task as find_task
